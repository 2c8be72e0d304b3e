/** What a repository has to be able to do: keep the logs of runs, hand out runs to carry, answer questions, keep mail. */
package dev.pawl.store;
