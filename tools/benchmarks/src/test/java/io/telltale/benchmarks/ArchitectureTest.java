package io.telltale.benchmarks;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;

/** Commands use measurements; measurements use stacks and databases; those use events. */
@AnalyzeClasses(packages = "io.telltale.benchmarks", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule noCircles =
            slices().matching("io.telltale.benchmarks.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule oneWay =
            Architectures.layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("commands")
                    .definedBy("io.telltale.benchmarks")
                    .layer("measure")
                    .definedBy("io.telltale.benchmarks.measure")
                    .layer("measured")
                    .definedBy(
                            "io.telltale.benchmarks.answer",
                            "io.telltale.benchmarks.database",
                            "io.telltale.benchmarks.stack")
                    .layer("publish")
                    .definedBy("io.telltale.benchmarks.publish")
                    .layer("events")
                    .definedBy(
                            "io.telltale.benchmarks.mix",
                            "io.telltale.benchmarks.process",
                            "io.telltale.benchmarks.inside")
                    .whereLayer("commands")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("measure")
                    .mayOnlyBeAccessedByLayers("commands")
                    .whereLayer("measured")
                    .mayOnlyBeAccessedByLayers("commands", "measure")
                    .whereLayer("publish")
                    .mayOnlyBeAccessedByLayers("measure", "measured")
                    .whereLayer("events")
                    .mayOnlyBeAccessedByLayers("commands", "measure", "measured", "publish");
}
