/**
 * Lines of the Amazon offer files of January 2016: each usage type of storage in Frankfurt and Ireland, some of us-east-1, and of the
 * transfers one of each kind. Units and the order of the tiers are those of the files; SKUs are made by the builder.
 *
 * Source: AWS Price List, AmazonS3 version 20160107021538 and AmazonGlacier version 20160107021522.
 * Columns: location | usage type | operation | unit | tiers (from-to:price) | other end of a transfer.
 */
export const S3_2016 = `
EU (Frankfurt) | EUC1-EarlyDelete-SIA-SmObjects |  | GB-Mo | 0-Inf:0.0180000000 |
EU (Frankfurt) | EUC1-Requests-Tier1 |  | Requests | 0-Inf:0.0000054000 |
EU (Frankfurt) | EUC1-TimedStorage-SIA-ByteHrs |  | GB-Mo | 0-Inf:0.0180000000 |
EU (Frankfurt) | EUC1-EarlyDelete-ByteHrs |  | GB-Mo | 0-Inf:0.0120000000 |
EU (Frankfurt) | EUC1-USW2-AWS-Out-Bytes |  | GB | 0-Inf:0.0200000000 | US West (Oregon)
EU (Frankfurt) | EUC1-TimedStorage-SIA-SmObjects |  | GB-Mo | 0-Inf:0.0180000000 |
EU (Frankfurt) | EUC1-EarlyDelete-SIA |  | GB-Mo | 0-Inf:0.0180000000 |
EU (Frankfurt) | EUC1-Requests-SIA-Tier1 |  | Requests | 0-Inf:0.0000100000 |
EU (Frankfurt) | EUC1-TimedStorage-GlacierByteHrs |  | GB-Mo | 0-Inf:0.0120000000 |
EU (Frankfurt) | EUC1-TimedStorage-RRS-ByteHrs |  | GB-Mo | 5120000-Inf:0.0238000000 51200-512000:0.0251000000 0-1024:0.0260000000 512000-1024000:0.0247000000 1024000-5120000:0.0242000000 1024-51200:0.0255000000 |
EU (Frankfurt) | EUC1-APN1-AWS-Out-Bytes |  | GB | 0-Inf:0.0200000000 | Asia Pacific (Tokyo)
EU (Frankfurt) | EUC1-TimedStorage-ByteHrs |  | GB-mo | 51200-512000:0.0314000000 5120000-Inf:0.0297000000 1024000-5120000:0.0303000000 0-1024:0.0324000000 512000-1024000:0.0308000000 1024-51200:0.0319000000 |
EU (Frankfurt) | EUC1-Requests-Tier4 |  | Requests | 0-Inf:0.0000100000 |
EU (Frankfurt) | EUC1-DataTransfer-Out-Bytes |  | GB | 1-10240:0.0900000000 51200-153600:0.0700000000 153600-Inf:0.0500000000 0-1:0.0000000000 10240-51200:0.0850000000 | External
EU (Frankfurt) | EUC1-Requests-SIA-Tier2 |  | Requests | 0-Inf:0.0000010000 |
EU (Frankfurt) | EUC1-CloudFront-Out-Bytes |  | GB | 0-Inf:0.0000000000 | Amazon CloudFront
EU (Frankfurt) | EUC1-Peak-Restore-Bytes-Delta |  | GB | 0-Inf:0.0120000000 |
EU (Frankfurt) | EUC1-Requests-Tier2 |  | Requests | 0-Inf:0.0000004300 |
EU (Frankfurt) | EUC1-Retrieval-SIA |  | GB | 0-Inf:0.0100000000 |
EU (Frankfurt) | EUC1-Requests-Tier3 |  | Requests | 0-Inf:0.0000600000 |
EU (Ireland) | EU-USW2-AWS-Out-Bytes |  | GB | 0-Inf:0.0200000000 | US West (Oregon)
EU (Ireland) | EU-Requests-SIA-Tier2 |  | Requests | 0-Inf:0.0000010000 |
EU (Ireland) | EU-DataTransfer-Out-Bytes |  | GB | 153600-Inf:0.0500000000 0-1:0.0000000000 10240-51200:0.0850000000 51200-153600:0.0700000000 1-10240:0.0900000000 | External
EU (Ireland) | EU-TimedStorage-SIA-ByteHrs |  | GB-Mo | 0-Inf:0.0125000000 |
EU (Ireland) | EU-Requests-Tier1 |  | Requests | 0-Inf:0.0000050000 |
EU (Ireland) | EU-Peak-Restore-Bytes-Delta |  | GB | 0-Inf:0.0110000000 |
EU (Ireland) | EU-TimedStorage-SIA-SmObjects |  | GB-Mo | 0-Inf:0.0125000000 |
EU (Ireland) | EU-CloudFront-Out-Bytes |  | GB | 0-Inf:0.0000000000 | Amazon CloudFront
EU (Ireland) | EU-Requests-Tier2 |  | Requests | 0-Inf:0.0000004000 |
EU (Ireland) | EU-APN1-AWS-Out-Bytes |  | GB | 0-Inf:0.0200000000 | Asia Pacific (Tokyo)
EU (Ireland) | EU-Requests-Tier3 |  | Requests | 0-Inf:0.0000550000 |
EU (Ireland) | EU-EarlyDelete-ByteHrs |  | GB-Mo | 0-Inf:0.0070000000 |
EU (Ireland) | EU-Requests-Tier4 |  | Requests | 0-Inf:0.0000100000 |
EU (Ireland) | EU-TimedStorage-GlacierByteHrs |  | GB-Mo | 0-Inf:0.0070000000 |
EU (Ireland) | EU-Requests-SIA-Tier1 |  | Requests | 0-Inf:0.0000100000 |
EU (Ireland) | EU-TimedStorage-ByteHrs |  | GB-Mo | 5120000-Inf:0.0275000000 1024-51200:0.0295000000 512000-1024000:0.0285000000 1024000-5120000:0.0280000000 0-1024:0.0300000000 51200-512000:0.0290000000 |
EU (Ireland) | EU-Retrieval-SIA |  | GB | 0-Inf:0.0100000000 |
EU (Ireland) | EU-EarlyDelete-SIA |  | GB-Mo | 0-Inf:0.0125000000 |
EU (Ireland) | EU-EarlyDelete-SIA-SmObjects |  | GB-Mo | 0-Inf:0.0125000000 |
US East (N. Virginia) | Requests-SIA-Tier2 |  | Requests | 0-Inf:0.0000010000 |
US East (N. Virginia) | TimedStorage-SIA-ByteHrs |  | GB-Mo | 0-Inf:0.0125000000 |
US East (N. Virginia) | Requests-Tier2 |  | Requests | 0-Inf:0.0000004000 |
US East (N. Virginia) | Requests-Tier4 |  | Requests | 0-Inf:0.0000100000 |
US East (N. Virginia) | Requests-SIA-Tier1 |  | Requests | 0-Inf:0.0000100000 |
US East (N. Virginia) | Requests-Tier1 |  | Requests | 0-Inf:0.0000050000 |
US East (N. Virginia) | TimedStorage-ByteHrs |  | GB-Mo | 51200-512000:0.0290000000 5120000-Inf:0.0275000000 1024000-5120000:0.0280000000 512000-1024000:0.0285000000 0-1024:0.0300000000 1024-51200:0.0295000000 |
US East (N. Virginia) | TimedStorage-GlacierByteHrs |  | GB-Mo | 0-Inf:0.0070000000 |
US East (N. Virginia) | Requests-Tier3 |  | Requests | 0-Inf:0.0000500000 |
US East (N. Virginia) | TimedStorage-SIA-SmObjects |  | GB-Mo | 0-Inf:0.0125000000 |
`;

export const GLACIER_2016 = `
EU (Frankfurt) | EUC1-Peak-Retrieval-Bytes-Delta |  | GB | 0-Inf:0.0120000000 |
EU (Frankfurt) | EUC1-Requests-Tier1 |  | Requests | 0-Inf:0.0000600000 |
EU (Frankfurt) | EUC1-DataTransfer-Out-Bytes |  | GB | 1-10240:0.0900000000 51200-153600:0.0700000000 153600-Inf:0.0500000000 0-1:0.0000000000 10240-51200:0.0850000000 | External
EU (Frankfurt) | EUC1-TimedStorage-ByteHrs |  | GB-mo | 0-Inf:0.0120000000 |
EU (Frankfurt) | EUC1-EarlyDelete-ByteHrs |  | GB-Mo | 0-Inf:0.0120000000 |
EU (Ireland) | EU-DataTransfer-Out-Bytes |  | GB | 153600-Inf:0.0500000000 0-1:0.0000000000 10240-51200:0.0850000000 51200-153600:0.0700000000 1-10240:0.0900000000 | External
EU (Ireland) | EU-TimedStorage-ByteHrs |  | GB-Mo | 0-Inf:0.0070000000 |
EU (Ireland) | EU-Peak-Retrieval-Bytes-Delta |  | GB | 0-Inf:0.0110000000 |
EU (Ireland) | EU-Requests-Tier1 |  | Requests | 0-Inf:0.0000550000 |
EU (Ireland) | EU-EarlyDelete-ByteHrs |  | GB-Mo | 0-Inf:0.0070000000 |
`;
