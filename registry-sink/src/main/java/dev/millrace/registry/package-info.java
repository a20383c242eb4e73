/**
 * History and the model registry: what happened to every job, study and trial, and which model
 * versions came of them.
 */
@NullMarked
package dev.millrace.registry;

import org.jspecify.annotations.NullMarked;
