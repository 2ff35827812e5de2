export { type DecodedFrame, decodeFrame } from './decode-frame.ts'
export { dissect, type StreamRange } from './dissect.ts'
export { frameJson } from './frame-json.ts'
export { FrameSplitter } from './frame-splitter.ts'
export { frameText } from './frame-text.ts'
export {
  type BitRange,
  type FrameKind,
  type FrameRange,
  fieldRangesOf,
  type Leaf,
  leavesOf,
  type Range,
  type RangeType,
} from './range.ts'
export type { Direction, SeenFrame } from './seen-frame.ts'
export type { TextOptions } from './text-layout.ts'
