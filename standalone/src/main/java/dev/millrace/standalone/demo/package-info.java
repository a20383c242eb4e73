/** The demonstration: a made-up utility's load, sent as an upstream system would send it. */
@NullMarked
package dev.millrace.standalone.demo;

import org.jspecify.annotations.NullMarked;
