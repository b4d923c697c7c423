package io.telltale.streams;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.telltale.streams", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesFormNoCircle =
            slices().matching("io.telltale.streams.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule arrowsGoOneWay =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("bytes")
                    .definedBy("..streams.encoding..", "..streams.step..", "..streams.sms..")
                    .layer("sub-topologies")
                    .definedBy(
                            "..streams.ref..",
                            "..streams.register..",
                            "..streams.device..",
                            "..streams.campaign..")
                    .layer("topology")
                    .definedBy("..streams.topology..")
                    .layer("query")
                    .definedBy("..streams.query..")
                    .layer("peer")
                    .definedBy("..streams.peer..")
                    .layer("live")
                    .definedBy("..streams.live..")
                    .layer("run")
                    .definedBy("..streams.run..")
                    .layer("http")
                    .definedBy("..streams.http..")
                    .whereLayer("http")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("run")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("query")
                    .mayOnlyBeAccessedByLayers("peer", "live", "run", "http")
                    .whereLayer("live")
                    .mayOnlyBeAccessedByLayers("http")
                    .whereLayer("peer")
                    .mayOnlyBeAccessedByLayers("run")
                    .whereLayer("topology")
                    .mayOnlyBeAccessedByLayers("run")
                    .whereLayer("sub-topologies")
                    .mayOnlyBeAccessedByLayers("topology", "query", "peer", "run", "http");

    @ArchTest
    static final ArchRule exceptionsAreCalledSo =
            classes()
                    .that()
                    .areAssignableTo(Throwable.class)
                    .should()
                    .haveSimpleNameEndingWith("Exception");
}
