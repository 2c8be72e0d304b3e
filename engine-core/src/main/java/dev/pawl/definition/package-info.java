/** Pipelines as documents: read, checked, written, and described by a JSON Schema. */
package dev.pawl.definition;
