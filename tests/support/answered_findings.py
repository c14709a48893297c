"""An invented plan and an inspection's findings, with the actions that answer each.

The key was written by hand with the texts, before any program read them.  Findings and actions
use the different names that councils and inspectors have for the same things.
"""

OBJECTIVES = {
    "A": "Help that comes early and a front door that decides well",
    "B": "Children at risk are protected",
    "C": "Children we look after are settled and well",
    "D": "Young people leave care ready for adult life",
    "E": "A skilled and stable workforce",
    "F": "Leaders who know and partners who join in",
}

ACTIONS = {
    "A1": "Re-launch the threshold document with schools, GPs and the police.",
    "A2": "Put two more managers in the MASH so that contacts are decided within a day.",
    "A3": "Audit repeat contacts about domestic violence each month.",
    "A4": "Open three family hubs that offer early help to families with babies.",
    "B1": "Hold strategy meetings with health and police within 24 hours of the concern.",
    "B2": "IROs and conference chairs raise an alert when a CP plan drifts.",
    "B3": "SWs see each child on a CPP alone every ten days and write down what the child says.",
    "B4": "Track all cases in PLO weekly through a legal gateway panel.",
    "B5": "Use the neglect toolkit in every CIN assessment.",
    "B6": "Name a LADO deputy and keep a log of how long each case takes.",
    "B7": "Commission an independent provider for RHIs after each missing episode.",
    "B8": "Share intelligence about CSE and county lines at a weekly mapping meeting.",
    "C1": "Recruit forty foster carers so that LAC live close to home.",
    "C2": "Book the IHA for every CLA on the day of entry.",
    "C3": "The virtual head attends PEP meetings of pupils at risk of exclusion.",
    "C4": "Start life story books for all children with a plan for adoption.",
    "C5": "Seek registration for each unregistered placement within a week.",
    "C6": "Assess connected carers under Regulation 24 before the child moves.",
    "C7": "CAMHS clinicians hold a weekly surgery for children in residential homes.",
    "D1": "Rewrite pathway plans with young people from their sixteenth birthday.",
    "D2": "Agree a housing protocol so that no care leaver lives in bed and breakfast.",
    "D3": "Give every care leaver a copy of their health passport at eighteen.",
    "E1": "Cap caseloads of newly qualified staff at twelve.",
    "E2": "Pay a retention bonus to social workers who stay for three years.",
    "E3": "Team managers give supervision every month and record why decisions were made.",
    "F1": "The performance board looks at a scorecard of indicators each month.",
    "F2": "Senior leaders audit two cases a month together with the practitioner.",
    "F3": "Review short breaks with parents of children who have an EHCP.",
    "F4": "Learn from complaints in a quarterly report to the lead member.",
}

# A finding, and the actions that answer it; none where the plan has nothing for it.
FINDINGS: tuple[tuple[str, frozenset[str]], ...] = tuple(
    (text, frozenset(refs.split()))
    for text, refs in (
        ("Partners' understanding and use of thresholds.", "A1"),
        ("The timeliness of decisions in the contact service.", "A2"),
        ("The response to repeated contacts where there is domestic abuse.", "A3"),
        ("The early help offer for very young children.", "A4"),
        ("The involvement of partners in strategy discussions.", "B1"),
        ("The challenge by independent reviewing officers and child protection chairs where child "
         "protection plans do not progress.", "B2"),
        ("The frequency and recording of social workers' visits to children on child protection "
         "plans.", "B3"),
        ("Drift and delay in pre-proceedings.", "B4"),
        ("The assessment of neglect for children in need.", "B5"),
        ("The oversight of allegations against professionals by the designated officer.", "B6"),
        ("The timeliness and quality of return home interviews for children who go missing.", "B7"),
        ("The response to children at risk of sexual and criminal exploitation.", "B8"),
        ("The sufficiency of local foster placements for children in care.", "C1"),
        ("The timeliness of initial health assessments for looked after children.", "C2"),
        ("The quality of personal education plans.", "C3"),
        ("Life-story work for children who are to be adopted.", "C4"),
        ("The use of unregistered children's homes.", "C5"),
        ("Assessments of kinship carers.", "C6"),
        ("The emotional well-being and mental health of children in care in residential homes.",
         "C7"),
        ("The quality of pathway planning.", "D1"),
        ("Suitable accommodation for care-experienced young people.", "D2"),
        ("Care leavers' access to their health histories.", "D3"),
        ("The caseloads of workers in their assessed and supported year in employment.", "E1"),
        ("The stability of the social work workforce.", "E2"),
        ("The regularity and quality of management supervision.", "E3"),
        ("The use of performance information by leaders.", "F1"),
        ("The impact of audit on practice.", "F2"),
        ("Support for disabled children with education, health and care plans.", "F3"),
        ("Learning from complaints.", "F4"),
        ("Oversight of private fostering arrangements.", ""),
        ("The identification of children missing education.", ""),
        ("Support for unaccompanied asylum-seeking children.", ""),
        ("The response to 16- and 17-year-olds who present as homeless.", ""),
        ("The quality of written records in supervised family time.", ""),
        ("The use of family group conferences.", ""),
        ("Services for young carers.", ""),
        ("Advocacy for children at conferences.", ""),
        ("The timeliness of adoption matching.", ""),
        ("Support for parents with learning disabilities.", ""),
        ("Independent visitors for children placed at a distance.", ""),
    )
)  # fmt: skip
