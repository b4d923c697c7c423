package io.telltale.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.telltale", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    private static final String ROOT = "io.telltale.simulator";
    private static final String[] PROVIDERS = {
        ROOT + ".thingspace..", ROOT + ".xtremepush..", ROOT + ".graph.."
    };

    @ArchTest
    static final ArchRule layersDependOnThoseBelowAlone =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("application")
                    .definedBy(ROOT)
                    .layer("control")
                    .definedBy(ROOT + ".control..")
                    .layer("providers")
                    .definedBy(PROVIDERS)
                    .layer("wire")
                    .definedBy(ROOT + ".wire..")
                    .layer("records")
                    .definedBy(ROOT + ".ledger..", ROOT + ".scenario..")
                    .layer("switches")
                    .definedBy(ROOT + ".switches..")
                    .layer("journal")
                    .definedBy(ROOT + ".journal..")
                    .layer("base")
                    .definedBy(ROOT + ".json..", ROOT + ".settings..")
                    .whereLayer("application")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("control")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("providers")
                    .mayOnlyBeAccessedByLayers("control")
                    .whereLayer("wire")
                    .mayOnlyBeAccessedByLayers("control", "providers")
                    .whereLayer("records")
                    .mayOnlyBeAccessedByLayers("application", "control", "providers", "wire")
                    .whereLayer("switches")
                    .mayOnlyBeAccessedByLayers("control", "providers", "wire");

    @ArchTest
    static final ArchRule packagesHaveNoCircles =
            slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule sharesNoClassWithOurOtherModules =
            classes().should().resideInAPackage(ROOT + "..");

    @ArchTest
    static final ArchRule providersDoNotKnowEachOther =
            slices().matching(ROOT + ".(thingspace|xtremepush|graph)..")
                    .should()
                    .notDependOnEachOther();
}
