/** Talking to a running Millrace by REST. */
@NullMarked
package dev.millrace.standalone.client;

import org.jspecify.annotations.NullMarked;
