/** How fast the features of series are given as they are now. */
@NullMarked
package dev.millrace.standalone.bench.online;

import org.jspecify.annotations.NullMarked;
