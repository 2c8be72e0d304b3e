package dev.pawl.pipeline;

import java.util.Locale;

/** What it means outside when a step's body runs a second time. */
public enum Effect {
    /**
     * Nothing outside, and the same values for the same inputs: its record is not waited for, so after a crash it
     * may run again.
     */
    PURE,

    /** A repetition does no harm: after a crash it runs again if it had not been recorded. */
    IDEMPOTENT,

    /**
     * A repetition may do harm: that it begins is recorded before the body runs, and when it was interrupted a
     * person decides. The run is parked until then.
     */
    EXTERNAL_ONCE;

    /** The word in definitions. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
