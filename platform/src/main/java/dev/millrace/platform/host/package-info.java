/** Hosting services: start, health, metrics, graceful stop. */
@NullMarked
package dev.millrace.platform.host;

import org.jspecify.annotations.NullMarked;
