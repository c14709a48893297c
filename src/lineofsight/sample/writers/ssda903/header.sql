select
  CHILD, SEX, DOB, pers_ethnicity as ETHNIC, UPN, MOTHER,
  (select min(moth_childs_dob) from ssd_mother where moth_person_id = CHILD
    and moth_childs_dob <= ends()) as MC_DOB
from looked_after
order by CHILD
