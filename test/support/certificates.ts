// Certificates for one test file, made with the machine's own OpenSSL.

import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The paths of a certificate and its key, in PEM. */
export interface CertificateFiles {
  readonly cert: string
  readonly key: string
}

export interface CertificateWishes {
  readonly commonName: string
  /** The names and addresses that it is good for, such as `DNS:localhost` and `IP:127.0.0.1`. */
  readonly names?: readonly string[]
  /** How long it is valid; less than nothing makes one that has expired. Default 1. */
  readonly days?: number
  /** Encrypts the key. */
  readonly passphrase?: string
}

/** A certificate authority with a folder of its own, for its files and those of what it issues. */
export class CertificateAuthority {
  readonly certFile: string
  private readonly keyFile: string
  private readonly folder: string

  constructor(folder: string) {
    mkdirSync(folder)
    this.folder = folder
    this.certFile = join(folder, 'ca.pem')
    this.keyFile = join(folder, 'ca.key')
    const made = ['-keyout', this.keyFile, '-out', this.certFile]
    openssl(
      'req',
      '-x509',
      ...NEW_KEY,
      '-noenc',
      ...made,
      '-days',
      '1',
      '-subj',
      '/CN=an authority for tests',
    )
  }

  get cert(): Buffer {
    return readFileSync(this.certFile)
  }

  issue({ commonName, names = [], days = 1, passphrase }: CertificateWishes): CertificateFiles {
    const file = (ending: string): string => join(this.folder, `${commonName}.${ending}`)
    const [cert, key, request, extensions] = [file('pem'), file('key'), file('csr'), file('ext')]
    const lock = passphrase === undefined ? ['-noenc'] : ['-passout', `pass:${passphrase}`]
    openssl('req', ...NEW_KEY, ...lock, '-keyout', key, '-out', request, '-subj', `/CN=${commonName}`)
    writeFileSync(extensions, names.length === 0 ? '' : `subjectAltName=${names.join(',')}\n`)
    const signed = ['-CA', this.certFile, '-CAkey', this.keyFile, '-days', `${days}`, '-extfile', extensions]
    openssl('x509', '-req', '-in', request, '-out', cert, ...signed)
    return { cert, key }
  }
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256']

function openssl(...args: string[]): void {
  // What it prints while it works is of interest only where it fails; the error then holds it.
  execFileSync('openssl', args, { stdio: 'pipe' })
}
