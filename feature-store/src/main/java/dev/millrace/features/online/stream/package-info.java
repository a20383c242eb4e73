/** Where the cache of recent measurements gets them from: the topic and the database. */
@NullMarked
package dev.millrace.features.online.stream;

import org.jspecify.annotations.NullMarked;
