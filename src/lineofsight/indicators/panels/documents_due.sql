-- A document that a child's family is to have; counted on the day by which they are to have it.
-- kind: event
-- worker: allocated
select
  shared_document_id as record_id,
  person_id as child_id,
  due_on as counted_on,
  due_on as reference_day,
  document_kind,
  completed_on,
  due_on,
  shared_on
from shared_documents
where due_on is not null
