package dev.pawl.execution;

/** The words for programs why a run needs a person. Stateless. */
public final class Parking {
    /** A step that must not be repeated without being asked had begun, and its end is not known. */
    public static final String INTERRUPTED = "INTERRUPTED";

    /** A pipeline is registered in another shape than the run has begun with. */
    public static final String CHANGED = "CHANGED";

    /** A pipeline is not registered. */
    public static final String MISSING = "MISSING";

    /** The log of the run cannot be read. */
    public static final String DAMAGED = "DAMAGED";

    /** Engines were lost while they carried the run, again and again, and the last time nothing else. */
    public static final String POISON = "POISON";

    private Parking() {}
}
