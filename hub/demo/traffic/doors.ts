import type { Transporter } from 'nodemailer';
import type { DemoFile } from '../files.ts';

/** The doors of a running hub, as the public has them. */
export interface TrafficDoors {
  readonly mail: Transporter;
  readonly httpUrl: string;
  readonly domain: string;
  /** A web site that may show the bubble. */
  readonly origin: string;
  readonly apiKey: string;
  /** Real small ones, at least one. */
  readonly recordings: readonly DemoFile[];
  /** Makes one run's things other than another's. */
  readonly run: string;
  /** Waits so many minutes of the morning. */
  wait(minutes: number): Promise<void>;
}
