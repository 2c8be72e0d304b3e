/** An embeddable workflow engine: the contract, the engine, and the in-memory repository. */
module dev.pawl.core {
    requires org.slf4j;
    requires com.fasterxml.jackson.databind;

    exports dev.pawl.api;
    exports dev.pawl.pipeline;
    exports dev.pawl.event;
    exports dev.pawl.registry;
    exports dev.pawl.definition;
    exports dev.pawl.interceptor;
    exports dev.pawl.store;
    exports dev.pawl.memory;
    exports dev.pawl.process;
    exports dev.pawl.report;
    exports dev.pawl.engine;
    exports dev.pawl.testing;
    exports dev.pawl.testing.contract;
    exports dev.pawl.testing.race;

    uses dev.pawl.registry.StepProvider;
}
