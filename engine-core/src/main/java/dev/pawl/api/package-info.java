/** What the author of a step sees: the step itself, its context and result, typed keys, interceptors, and the root of all errors. */
package dev.pawl.api;
