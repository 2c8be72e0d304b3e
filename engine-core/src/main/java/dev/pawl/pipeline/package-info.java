/**
 * What a pipeline is: an immutable tree of nodes with their policies, described, checked and fingerprinted as data.
 */
package dev.pawl.pipeline;
