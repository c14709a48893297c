-- A child, with what groups are made of.
select
  pers_person_id as child_id,
  pers_sex as sex,
  pers_ethnicity as ethnicity,
  pers_dob as born_on
from ssd_person
