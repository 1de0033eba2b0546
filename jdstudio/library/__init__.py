"""What ships with the program: structures, role templates and the KPI library, and new positions made from them."""

from jdstudio.library.build import new_kpi as new_kpi
from jdstudio.library.build import new_position as new_position
from jdstudio.library.build import new_project as new_project
from jdstudio.library.kpi import LibraryKpi as LibraryKpi
from jdstudio.library.kpi import kpis as kpis
from jdstudio.library.kpi_search import find_kpis as find_kpis
from jdstudio.library.role import Role as Role
from jdstudio.library.role import roles as roles
from jdstudio.library.structure import Structure as Structure
from jdstudio.library.structure import structures as structures
