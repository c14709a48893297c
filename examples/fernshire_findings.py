"""What inspectors of Fernshire, an invented council, said must improve: this project's words."""

HEADING = "What needs to improve"
INTRODUCTION = (
    "Fernshire County Council: inspection of services for children, 10 to 21 November 2025.",
    "From the report published in February 2026. Leaders are asked to show in their plan how each "
    "of these will be put right:",
)
FINDINGS = (
    "How soon contacts at the front door get a manager's decision, and whether referrers are told "
    "what was decided.",
    "What schools, health and the police understand by thresholds.",
    "Assessments that drift until nobody has seen the child, and plans that do not say what has to "
    "change or by when.",
    "Visits to children at risk that are late or not recorded, and chairs who do not question "
    "plans that have lasted too long.",
    "Independent return interviews after children have been missing.",
    "Health assessments on entering care, and school and education plans for children in care.",
    "Somewhere suitable for care leavers to live, and preparation for living on their own.",
    "Short breaks and assessments for disabled children.",
    "Caseloads, and the supervision of social workers.",
    "What leaders learn from audits, complaints and the views of families.",
)
CLOSING = "Inspectors will look at these again at their first monitoring visit."
