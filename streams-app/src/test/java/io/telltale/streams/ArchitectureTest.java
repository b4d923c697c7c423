package io.telltale.streams;

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
                    .layer("rules")
                    .definedBy("..fold..", "..identity..", "..encoding..")
                    .layer("topology")
                    .definedBy("..topology..")
                    .layer("store")
                    .definedBy("..store..")
                    .layer("run")
                    .definedBy("..streams.run..")
                    .layer("http")
                    .definedBy("..streams.http..")
                    .whereLayer("http")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("run")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("store")
                    .mayOnlyBeAccessedByLayers("run", "http")
                    .whereLayer("topology")
                    .mayOnlyBeAccessedByLayers("store", "run");
}
