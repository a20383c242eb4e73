package dev.millrace.features.set.registry;

import dev.millrace.features.set.FeatureSet;
import dev.millrace.features.set.definition.Definition;

/** A feature set and the text that declares it. */
public record DeclaredSet(FeatureSet set, Definition definition) {}
