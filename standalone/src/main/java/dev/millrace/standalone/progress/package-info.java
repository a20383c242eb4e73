/** A job as it looks to somebody who watches it. */
@NullMarked
package dev.millrace.standalone.progress;

import org.jspecify.annotations.NullMarked;
