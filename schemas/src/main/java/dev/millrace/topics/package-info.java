/** The topic catalogue: name, key, value type, partitions, retention and owner of every topic. */
package dev.millrace.topics;
