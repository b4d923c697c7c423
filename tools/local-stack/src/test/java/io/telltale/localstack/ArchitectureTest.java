package io.telltale.localstack;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;

/** The arrows between our packages point one way: commands, check, run, plan. */
@AnalyzeClasses(packages = "io.telltale.localstack", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule noCircles =
            slices().matching("io.telltale.localstack.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule oneWay =
            Architectures.layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("commands")
                    .definedBy("io.telltale.localstack")
                    .layer("check")
                    .definedBy("io.telltale.localstack.check..")
                    .layer("run")
                    .definedBy("io.telltale.localstack.run")
                    .layer("plan")
                    .definedBy("io.telltale.localstack.plan")
                    .whereLayer("commands")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("check")
                    .mayOnlyBeAccessedByLayers("commands")
                    .whereLayer("run")
                    .mayOnlyBeAccessedByLayers("commands", "check");
}
