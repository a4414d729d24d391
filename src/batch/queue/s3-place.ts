/** "s3://bucket/prefix". */
export interface S3Place {
  readonly bucket: string;
  /** Without a slash at its end; '' for the whole bucket. */
  readonly prefix: string;
}

/** Undefined for what is no s3:// address. */
export function s3Place(text: string): S3Place | undefined {
  const [, bucket = '', path = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(text) ?? [];
  return bucket === '' ? undefined : { bucket, prefix: path.replace(/\/+$/, '') };
}
