package dev.pawl.examples;

import java.util.List;

/**
 * A block of Java that is run, and what it prints. Immutable.
 *
 * @param program the block
 * @param inAnyOrder whether its lines may come in another order, as they come from branches at the same time
 * @param output the lines of the text block below it
 */
record DocumentedRun(JavaBlock program, boolean inAnyOrder, List<String> output) {
    DocumentedRun {
        output = List.copyOf(output);
    }
}
