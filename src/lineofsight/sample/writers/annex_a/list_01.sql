-- Contacts of the six months.
select
  child, gender, ethnicity, born_on, age,
  cont_contact_date as contacted_on,
  cont_contact_source_code as contact_source
from ssd_contacts
join children on child = cont_person_id
where cont_contact_date between since(6) and as_at()
order by contacted_on, child, cont_contact_id
