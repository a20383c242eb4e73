/** Configuration: YAML and environment bound to records that check themselves. */
@NullMarked
package dev.millrace.platform.config;

import org.jspecify.annotations.NullMarked;
