package dev.pawl.testing;

import dev.pawl.api.Step;
import dev.pawl.pipeline.Effect;
import dev.pawl.pipeline.Sequence;
import java.util.Optional;

/** A generated node, which can be added to a pipeline any number of times. Immutable. */
interface NodePlan {
    String path();

    Effect effect();

    /** Adds the node; what its bodies do goes to the log. */
    void addTo(Sequence<?> sequence, WorkLog log);

    /** The code of the step of a registered type that has this number, if it is here. */
    Optional<Step> code(int number, WorkLog log);

    /** The same node with a body that does nothing: what is left of it when a person says that it was done. */
    NodePlan silenced();
}
