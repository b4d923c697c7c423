package io.telltale.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.telltale", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesHaveNoCircles =
            slices().matching("io.telltale.simulator.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule sharesNoClassWithOurOtherModules =
            classes().should().resideInAPackage("io.telltale.simulator..");

    @ArchTest
    static final ArchRule providersDoNotKnowEachOther =
            slices().matching("io.telltale.simulator.(thingspace|xtremepush|graph)..")
                    .should()
                    .notDependOnEachOther();

    @ArchTest
    static final ArchRule nobodyKnowsTheApplication =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("io.telltale.simulator")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.telltale.simulator");
}
