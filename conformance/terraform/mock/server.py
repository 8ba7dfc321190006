"""Starts the mock of Amazon, after telling it of regions that it does not know."""

from moto.ec2.models.availability_zones_and_regions import RegionsAndZonesBackend, Zone
from moto.server import main

# region, and the zones of it that accounts see
UNKNOWN = {"eusc-de-east-1": ["eusc-de-east-1a", "eusc-de-east-1b"]}

for region, names in UNKNOWN.items():
    if region in RegionsAndZonesBackend.zones:
        raise SystemExit(f"the mock knows {region} by itself; remove it from this file")
    RegionsAndZonesBackend.zones[region] = [
        Zone(region_name=region, name=name, zone_id=f"{region}-az{number}")
        for number, name in enumerate(names, start=1)
    ]

main()
