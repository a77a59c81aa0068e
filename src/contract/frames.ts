/** The frames that go through either door, Electron IPC or WebSocket: the same text in both. */
import { z } from 'zod';
import { failureSchema } from './shapes.ts';

/** A frame larger than this is refused, in either direction. */
export const frameLimitBytes = 96 * 1024 * 1024;

export const requestFrameSchema = z.strictObject({
  id: z.int().min(1),
  request: z.string().max(100),
  input: z.unknown(),
});
export type RequestFrame = z.infer<typeof requestFrameSchema>;

export const replyFrameSchema = z.union([
  z.strictObject({ id: z.int(), ok: z.literal(true), output: z.unknown() }),
  z.strictObject({ id: z.int(), ok: z.literal(false), failure: failureSchema }),
]);
export type ReplyFrame = z.infer<typeof replyFrameSchema>;

export const noticeFrameSchema = z.strictObject({ notice: z.string(), data: z.unknown() });
export type NoticeFrame = z.infer<typeof noticeFrameSchema>;
