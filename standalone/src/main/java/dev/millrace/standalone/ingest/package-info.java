/** Sending measurements as an upstream system does. */
@NullMarked
package dev.millrace.standalone.ingest;

import org.jspecify.annotations.NullMarked;
