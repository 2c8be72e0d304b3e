package dev.pawl.sqlite.kill;

/** A place where a child stops for good, so that it is killed exactly there. */
enum Point {
    /** The store has not been asked yet. */
    BEFORE_SUBMIT(10),
    /** The run is committed, the engine does not know it yet. */
    AFTER_SUBMIT_COMMIT(10),
    /** The submitter has the run, and has told nobody. */
    AFTER_SUBMIT_RETURNED(10),
    /** A run is claimed, no body has begun. */
    AFTER_CLAIM(2),

    BODY_BEGIN(30),
    /** The work is done, the result is not handed over. */
    BODY_END(30),

    BEFORE_STEP_COMMIT(30),
    /** The commit is on its way. */
    STEP_HANDED_OVER(30),
    /** The commit has happened, nobody has been told. */
    AFTER_STEP_COMMIT(30),
    BEFORE_FAILURE_COMMIT(8),
    AFTER_FAILURE_COMMIT(8),
    BEFORE_END_COMMIT(10),
    AFTER_END_COMMIT(10),

    /** Those who watch the whole log have not been called. */
    WATCHER(20),
    BEFORE_TELLING(30),
    AFTER_TELLING(30),

    BEFORE_ONCE_COMMIT(2),
    AFTER_ONCE_COMMIT(2),
    ONCE_BODY_BEGIN(2),
    BEFORE_PARK_COMMIT(1),
    AFTER_PARK_COMMIT(1),
    BEFORE_RESOLVE(1),
    AFTER_RESOLVE(1),
    BEFORE_RESOLVED_COMMIT(1),
    AFTER_RESOLVED_COMMIT(1),

    BEFORE_JOIN(1),
    BEFORE_TAKE_OVER(1),
    AFTER_TAKE_OVER(1),

    /** The engine is closing, with bodies in flight. */
    CLOSE_BEGUN(1),
    BEFORE_LEAVE(1),
    AFTER_LEAVE(1),
    BEFORE_STORE_CLOSE(1);

    /** So many times every child comes by here for certain. */
    final int most;

    Point(int most) {
        this.most = most;
    }

    boolean isInClose() {
        return compareTo(CLOSE_BEGUN) >= 0;
    }
}
