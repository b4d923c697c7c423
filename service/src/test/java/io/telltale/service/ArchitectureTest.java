package io.telltale.service;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "io.telltale.service",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CIRCLE =
            slices().matching("io.telltale.service.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule PARTS_DO_NOT_KNOW_WHAT_PUTS_THEM_TOGETHER =
            noClasses()
                    .that()
                    .resideInAPackage("io.telltale.service.*..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.telltale.service");

    @ArchTest
    static final ArchRule USES_ONLY_SCHEMAS_OF_OURS =
            classes()
                    .should()
                    .onlyDependOnClassesThat(
                            DescribedPredicate.not(
                                            JavaClass.Predicates.resideInAPackage("io.telltale.."))
                                    .or(
                                            JavaClass.Predicates.resideInAnyPackage(
                                                    "io.telltale.service..",
                                                    "io.telltale.schemas..")));
}
