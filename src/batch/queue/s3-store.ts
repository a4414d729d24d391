import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Output } from '../types.js';
import type { S3Place } from './s3-place.js';

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
};

/** Puts a row's files into a bucket: an object is there whole or not at all, and the same bytes twice are one object. */
export interface S3Store {
  put(folder: string, outputs: readonly Output[]): Promise<void>;
  close(): void;
}

/** Endpoint, region and credentials are the SDK's own: AWS_ENDPOINT_URL_S3, AWS_REGION, AWS_ACCESS_KEY_ID and the like. */
export function s3Store({ bucket, prefix }: S3Place): S3Store {
  // Stores of one's own answer below one name, not one for each bucket.
  const client = new S3Client({ forcePathStyle: true });
  return {
    put: async (folder, outputs) => {
      for (const { path, format } of outputs) {
        await client.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: prefix === '' ? path : `${prefix}/${path}`,
            Body: await readFile(join(folder, path)),
            ContentType: TYPES[format] ?? 'application/octet-stream',
          }),
        );
      }
    },
    close: () => client.destroy(),
  };
}
