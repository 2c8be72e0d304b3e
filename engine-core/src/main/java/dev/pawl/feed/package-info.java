/** Lets any number of readers follow what was committed, each at its own pace. */
package dev.pawl.feed;
