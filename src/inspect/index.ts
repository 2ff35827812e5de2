export type {
  ClassInfo,
  ConstantInfo,
  DocsInfo,
  FieldInfo,
  MethodInfo,
  WireType,
} from '../generated/metadata.ts'
export { classInfos, constantInfos, methodInfos, propertyInfos } from '../generated/metadata.ts'
export { FileRecording } from './capture/file-recording.ts'
export { JsonLinesWriter } from './capture/json-lines-writer.ts'
export { PcapngWriter } from './capture/pcapng-writer.ts'
export { type ReadCaptureOptions, readCapture } from './capture/read-capture.ts'
export { Recorder } from './capture/recorder.ts'
export { Redactor, type RedactorOptions } from './capture/redactor.ts'
export type { Skipped } from './capture/skipped.ts'
export type { BytesEvent, CaptureEvent, EndEvent, Endpoint, GapEvent, OpenEvent } from './capture-event.ts'
export { type CommandHandler, CommandStream } from './command-stream.ts'
export { compare, type Recording } from './compare/compare.ts'
export type {
  Amounts,
  Comparison,
  Difference,
  FieldDifference,
  Figures,
  HandshakeRow,
  RoundTrips,
} from './compare/comparison.ts'
export { comparisonJson } from './compare/comparison-json.ts'
export { comparisonText } from './compare/comparison-text.ts'
export type { CorrelationHandler } from './correlate/correlation-handler.ts'
export { Correlator, type CorrelatorOptions } from './correlate/correlator.ts'
export type {
  Certainty,
  ConsumerWindow,
  OpenEnd,
  OpenEnds,
  OpenPublish,
  SeenBlocking,
  SeenCall,
  SeenDelivery,
  SeenPause,
  SeenPublish,
  SeenRefusal,
  SeenRpc,
  SeenSilence,
  SeenUnmatched,
} from './correlate/facts.ts'
export type { SeenBinding, SeenExchange, SeenQueue, SeenTopology } from './correlate/seen-topology.ts'
export { type DecodedFrame, decodeFrame, type FramePrefix } from './decode-frame.ts'
export { dissect, type StreamRange } from './dissect.ts'
export { explain } from './explain/explain.ts'
export { explainIn, type Trouble } from './explain/explain-in.ts'
export { Explainer } from './explain/explainer.ts'
export type { Explanation, Said } from './explain/explanation.ts'
export { explanationText, troubleText } from './explain/explanation-text.ts'
export type { CloseFields } from './explain/reading.ts'
export type { Culprit } from './explain/story.ts'
export { Filter, parseFilter } from './filter/filter.ts'
export { FilterError } from './filter/filter-error.ts'
export type { FilterFacts } from './filter/subject.ts'
export { frameJson } from './frame-json.ts'
export { FrameSplitter } from './frame-splitter.ts'
export { FrameStream } from './frame-stream.ts'
export { frameText } from './frame-text.ts'
export type { Breakpoint, HeldFrame } from './proxy/breakpoint.ts'
export type { Fault, FaultAction, FaultHit } from './proxy/fault.ts'
export { parseCondition, parseFault } from './proxy/fault-grammar.ts'
export { faultText } from './proxy/fault-text.ts'
export type { FrameCondition } from './proxy/frame-condition.ts'
export type { ProxyOptions } from './proxy/options.ts'
export { PassingFrame } from './proxy/passing-frame.ts'
export { AmqpProxy, startProxy } from './proxy/proxy.ts'
export {
  type BitRange,
  type FrameKind,
  type FrameRange,
  fieldRangesOf,
  type Leaf,
  leavesOf,
  type Range,
  type RangeType,
  type StructureType,
  type TaggedType,
} from './range.ts'
export type { ReplayOptions } from './replay/options.ts'
export { replay } from './replay/replay.ts'
export type { ReplayDifference, ReplayReport } from './replay/report.ts'
export { replayText } from './replay/report-text.ts'
export type { SeenCommand, SeenContent, SeenFields } from './seen-command.ts'
export type { Direction, SeenFrame } from './seen-frame.ts'
export type { TextOptions } from './text-layout.ts'
