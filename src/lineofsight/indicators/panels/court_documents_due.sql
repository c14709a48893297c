-- A document that the council owed in a child's pre-proceedings or care proceedings; counted on the
-- day by which it was due.  Those due after the proceedings were concluded, or where there are none
-- after pre-proceedings ended, are left out.
-- kind: event
-- worker: allocated
select
  document.court_document_id as record_id,
  document.person_id as child_id,
  document.due_on as counted_on,
  document.due_on as reference_day,
  document.document_kind as document_kind,
  document.care_proceedings_id as care_proceedings_id,
  case
    when coalesce(proceedings.applied_on, time_in.prep_pre_pro_decision_date) < document.due_on
      then coalesce(proceedings.applied_on, time_in.prep_pre_pro_decision_date)
    else document.due_on
  end as owed_since,
  document.due_on as due_on,
  document.filed_on as filed_on
from court_documents as document
left join care_proceedings as proceedings
  on proceedings.care_proceedings_id = document.care_proceedings_id
left join ssd_pre_proceedings as time_in
  on time_in.prep_table_id = document.pre_proceedings_id
where document.due_on is not null
  and (proceedings.concluded_on is null or document.due_on <= proceedings.concluded_on)
  and (
    document.care_proceedings_id is not null
    or time_in.prep_agree_stepdown_issue_date is null
    or document.due_on <= time_in.prep_agree_stepdown_issue_date
  )
