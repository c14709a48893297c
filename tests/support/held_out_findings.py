"""A second invented plan with findings and key, written after the vocabulary and before its run."""

OBJECTIVES = {"1": "Safe decisions", "2": "Homes and health", "3": "People and learning"}

ACTIONS = {
    "1A": "Social work managers sign off each child and family assessment by day 35.",
    "1B": "MASH partners join daily triage of police notifications.",
    "1C": "Child protection chairs check at three months whether the plan makes a child safer.",
    "1D": "LADO publishes guidance for faith groups and sports clubs.",
    "1E": "Legal surgery reviews every PLO case at week six.",
    "2A": "Cared for children have a dentist and an optician within 20 days.",
    "2B": "Family and friends carers are offered training and a helpline.",
    "2C": "Pathway plans are reviewed by personal advisers with the young person twice a year.",
    "2D": "Nobody under 18 is left in hotels: housing officers sit with the edge of care team.",
    "2E": "Independent visitors are offered to each child placed more than 20 miles away.",
    "3A": "ASYE workers have protected time for reflection.",
    "3B": "Exit interviews tell why social workers go.",
    "3C": "Auditors speak with the family for every case they grade.",
    "3D": "Members visit frontline teams each quarter.",
}
FINDINGS: tuple[tuple[str, frozenset[str]], ...] = tuple(
    (text, frozenset(refs.split()))
    for text, refs in (
        ("The timeliness of assessments.", "1A"),
        ("The response of the front door to police notifications.", "1B"),
        ("The progress of child protection plans and the challenge by chairs.", "1C"),
        ("The arrangements for allegations against people who work with children.", "1D"),
        ("Delay in pre-proceedings work.", "1E"),
        ("Dental checks for children looked after.", "2A"),
        ("Support to connected carers.", "2B"),
        ("The quality and review of plans for care leavers.", "2C"),
        ("The response to homeless 16- and 17-year-olds.", "2D"),
        ("Independent visitors for children in care at a distance.", "2E"),
        ("Support for newly qualified social workers.", "3A"),
        ("The turnover of social workers.", "3B"),
        ("The voice of families in quality assurance.", "3C"),
        ("Private fostering.", ""),
        ("The use of chronologies.", ""),
        ("Life story work.", ""),
        ("The quality of supervision.", ""),
        ("Step-down from statutory services to early help.", ""),
        ("Placement stability.", ""),
        ("Return home interviews.", ""),
    )
)
