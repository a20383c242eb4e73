/** Between Avro and the rules' records: what others say, what we say, and what we remember. */
@NullMarked
package dev.millrace.hpo.codec;

import org.jspecify.annotations.NullMarked;
