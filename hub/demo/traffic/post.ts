import { request } from 'node:http';

interface Posted {
  /** Body and content type. */
  readonly body: Response;
  /** Who sends it: everybody has a loopback address of their own, as people have addresses of their own. */
  readonly from: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** 127.0.1.1 to 127.0.1.200. */
export const loopbackOf = (from: number): string => `127.0.1.${(from % 200) + 1}`;

/** Fails where the hub does not say that it took it. */
export async function post(url: string, { body, from, headers = {} }: Posted): Promise<void> {
  const bytes = Buffer.from(await body.arrayBuffer());
  const type = body.headers.get('content-type') ?? '';
  const status = await new Promise<number>((resolve, reject) => {
    const sent = request(
      url,
      {
        method: 'POST',
        localAddress: loopbackOf(from),
        headers: { ...headers, 'content-type': type, 'content-length': bytes.length },
      },
      (response) => {
        response.resume();
        response.once('end', () => resolve(response.statusCode ?? 0));
      },
    );
    sent.once('error', reject);
    sent.end(bytes);
  });
  if (status < 200 || status > 299) throw new Error(`the hub answered ${status}`);
}
