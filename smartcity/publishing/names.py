"""The names of the programme and of its office; names of what exists are not translated."""

PROGRAMME = "Modellprojekte Smart Cities"
OFFICE = "Koordinierungs- und Transferstelle Modellprojekte Smart Cities"
