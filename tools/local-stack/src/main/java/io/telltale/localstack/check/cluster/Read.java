package io.telltale.localstack.check.cluster;

/**
 * A read that is sent.
 *
 * @param subject the ref of the device or campaign; of a page of devices the key before it, or
 *     empty
 */
record Read(ReadKind kind, String subject, String path) {}
