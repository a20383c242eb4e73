/** An S3 server over plain files. */
@NullMarked
package dev.millrace.embedded.s3;

import org.jspecify.annotations.NullMarked;
