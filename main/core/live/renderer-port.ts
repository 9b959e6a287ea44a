import type { Response } from '../../../shared/bridge/core.ts';

/** One renderer, over whatever carries its messages. */
export interface RendererPort {
  post(message: Response): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
}
